-- The cases that are found by the words of "s": a client of theirs, or a field that they have.
select r.line
  from (select k.case_id as line
          from {case_contact} as k
         where k.contact = s.id
           and 'client' = any (k.roles)
         union
        select v.case_id
          from {state} as f
          join {case_value} as v on v.field = f.body::json #>> '{{definition,key}}'
         where f.stream = s.id
           and f.kind = 'field') as r
 where r.line > %(after)b
 order by r.line
 limit %(limit)b
