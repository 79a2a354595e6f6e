-- The cases that the contact "s" is a client of.
select k.case_id as line
  from {case_contact} as k
 where k.contact = s.id
   and 'client' = any (k.roles)
   and k.case_id > %(after)b
 order by k.case_id
 limit %(limit)b
