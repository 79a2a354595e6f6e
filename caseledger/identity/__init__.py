"""Who somebody is: sign-in links, sessions and keys. Secrets live here and never in an event."""
