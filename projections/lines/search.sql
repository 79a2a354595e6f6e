-- The words of the case in "l" and of its clients, each once.
select array(select unnest(l.own_words)
              union
             select unnest(c.words) from {contact_line} as c where c.id = any (l.clients)
              order by 1) as words
