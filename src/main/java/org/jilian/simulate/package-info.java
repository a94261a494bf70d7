/**
 * A federation on a seeded virtual clock and network, through the same exchange code as {@code serve}: faults at every
 * step, and an oracle that re-checks the invariants.
 */
@NullMarked
package org.jilian.simulate;

import org.jspecify.annotations.NullMarked;
