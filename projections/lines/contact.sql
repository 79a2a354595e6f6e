-- What others say of the contact in "l": its primary number and address, and how many cases it has.
select array_remove(array[case when l.calls then 'call' end,
                          case when p.sms   then 'sms'  end,
                          case when p.email then 'email' end], null)         as opted_out,
       (select count(*) from {case_contact} as k where k.contact = l.id)     as cases,
       greatest(l.position, p.position)                                      as position
  from (select coalesce(bool_or(s.out) filter (where s.id = l.phone_point), false) as sms,
               coalesce(bool_or(s.out) filter (where s.id = l.email_point), false) as email,
               max(s.position)                                               as position
          from (select stream as id, position, (body::json #>> '{{line,opted_out}}')::boolean as out
                  from {state}
                 where stream in (l.phone_point, l.email_point)) as s) as p
