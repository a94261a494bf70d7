package org.jilian.cli.demo;

import org.jilian.record.NodeId;

/** Gives each node of the demo an empty database on a PostgreSQL server. */
public interface PostgresDatabases {
    /** Where a node's fresh database is. */
    record Account(String jdbcUrl, String user, String password) {}

    Account fresh(NodeId node);
}
