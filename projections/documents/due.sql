-- The cases whose documents are due by news of these streams: cases, contacts, numbers and
-- addresses, and fields. After an id, so that very many are taken in chunks.
with told as (
    select s.id from unnest(%(contacts)s::uuid[]) as s (id)
     union
    select c.id
      from unnest(%(points)s::uuid[]) as s (id)
      join read.contact_line as c on c.points @> array[s.id])
select id
  from (select s.id from unnest(%(cases)s::uuid[]) as s (id)
         union
        select k.case_id
          from told as t
          join read.case_contact as k on k.contact = t.id and 'client' = any (k.roles)
         union
        select v.case_id
          from read.state as f
          join read.case_value as v on v.field = f.body::json #>> '{definition,key}'
         where f.stream = any (%(fields)s::uuid[])) as d
 where id > %(after)s
 order by id
 limit %(limit)s
