/** Author, seal, ship, accept, acknowledge, forward, fetch: the steps of the exchange, without a transport. */
@NullMarked
package org.jilian.exchange;

import org.jspecify.annotations.NullMarked;
