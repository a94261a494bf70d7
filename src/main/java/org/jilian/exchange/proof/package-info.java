/** Proof files: what somebody needs who has one record, the root's certificate, and no network. */
@NullMarked
package org.jilian.exchange.proof;

import org.jspecify.annotations.NullMarked;
