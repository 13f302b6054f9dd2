/**
 * A stand-in for the ERP's database and for the AWS DMS task that follows it: SQL in, DMS records on a Kinesis stream out.
 * Every committed change is sent at least once, in the order of commits.
 */
package org.catalogsync.part.erp;
