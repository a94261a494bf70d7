/**
 * Foreign files become drafts of records here, row by row in bounded memory; what cannot be taken is said with row,
 * column, value, reason and remedy, and nothing is lost in silence.
 */
@NullMarked
package org.jilian.intake;

import org.jspecify.annotations.NullMarked;
