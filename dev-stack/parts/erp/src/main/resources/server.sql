-- Runs once, while the server's system tables are made and before it writes a binary log.
FLUSH PRIVILEGES;
CREATE DATABASE erp CHARACTER SET utf8mb4;
CREATE USER 'erp'@'127.0.0.1' IDENTIFIED BY 'erp';
GRANT ALL ON erp.* TO 'erp'@'127.0.0.1';
CREATE USER 'dms'@'127.0.0.1' IDENTIFIED BY 'dms';
GRANT SELECT, RELOAD, SHOW DATABASES, LOCK TABLES, REPLICATION SLAVE, BINLOG MONITOR, REPLICA MONITOR ON *.* TO 'dms'@'127.0.0.1';
-- Whoever else is on the machine must not become the server's administrator by asking.
DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1';
