/** Identifiers, dates, hours and code tables of the field, checked by pure functions; a refusal is a value. */
@NullMarked
package org.jilian.rules;

import org.jspecify.annotations.NullMarked;
