-- The contacts that hold the phone number or address "s". The inner select keeps the planner from
-- walking all contacts in the order of their ids.
select h.line
  from (select c.id as line from {contact_line} as c where c.points @> array[s.id] offset 0) as h
 where h.line > %(after)b
 order by h.line
 limit %(limit)b
