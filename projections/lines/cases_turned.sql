-- The cases that "s" has news for: those of a client, those of everybody who holds a number or an
-- address, and all of them where it is what lists follow. Each branch stops by itself, and counts a
-- case of two who hold one number once.
select r.line
  from ((select k.case_id as line
           from {case_contact} as k
          where k.contact = s.id
            and 'client' = any (k.roles)
            and k.case_id > %(after)b
          order by k.case_id
          limit %(limit)b)
        union
        (select distinct k.case_id
           from {contact_line} as c
           join {case_contact} as k on k.contact = c.id and 'client' = any (k.roles)
          where c.points @> array[s.id]
            and k.case_id > %(after)b
          order by k.case_id
          limit %(limit)b)
        union
        (select t.stream
           from {state} as t
          where t.kind = 'case'
            and t.stream > %(after)b
            and (select f.kind in ('case-list', 'case-type', 'firm')
                   from {state} as f
                  where f.stream = s.id)
          order by t.stream
          limit %(limit)b)) as r
 order by r.line
 limit %(limit)b
