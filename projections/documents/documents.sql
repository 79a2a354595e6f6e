-- The lines of cases, with what is kept beside them: their words, the roles of who is on them, and
-- the lists that they are on.
select l.*,
       s.words,
       array(select distinct r
               from read.case_contact as k
              cross join unnest(k.roles) as r
              where k.case_id = l.id
              order by r) as roles,
       array(select m.list
               from read.list_member as m
              where m.case_id = l.id
                and m.until is null
              order by m.list) as on_lists
  from read.case_line as l
  left join read.case_search as s using (id)
 where l.id = any (%s)
 order by l.id
