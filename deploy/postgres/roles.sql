-- What a service needs of PostgreSQL, run once by its administrator:
--   psql -v service=gateway -v owner_password=… -v service_password=… -f roles.sql
-- The service works as a role that owns nothing, so that row-level security holds for it.
create role :"service" login nosuperuser nocreatedb nocreaterole nobypassrls password :'service_password';
select :'service' || '_owner' as owner \gset
create role :"owner" login nosuperuser nocreatedb nocreaterole nobypassrls password :'owner_password';
-- A transaction left open holds the relay back: nothing behind it is sent until it ends.
alter role :"service" set idle_in_transaction_session_timeout = '15s';
create database :"service" owner :"owner";
revoke all on database :"service" from public;
grant connect on database :"service" to :"service";
\connect :"service"
revoke all on schema public from public;
grant usage on schema public to :"service";
