/** The node's database: transactions as visible lambdas, and what the node must remember. The only room with JDBC. */
@NullMarked
package org.jilian.store;

import org.jspecify.annotations.NullMarked;
