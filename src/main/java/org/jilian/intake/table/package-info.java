/** Tables in the platforms' own databases: the only other place with JDBC. */
@NullMarked
package org.jilian.intake.table;

import org.jspecify.annotations.NullMarked;
