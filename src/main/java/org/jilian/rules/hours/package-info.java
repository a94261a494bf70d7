/** Hour policies (学时政策) as data, and the judgement (认定) of one person's hours under one of them, by pure functions. */
@NullMarked
package org.jilian.rules.hours;

import org.jspecify.annotations.NullMarked;
