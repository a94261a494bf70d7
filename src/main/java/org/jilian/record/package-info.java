/** What a record is: kinds, ids, canonical bytes, digests and protected fields. Plain Java, opens no other room. */
@NullMarked
package org.jilian.record;

import org.jspecify.annotations.NullMarked;
