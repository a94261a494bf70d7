/** Suites, keys, certificates, signatures and wrapping; the only room that knows Bouncy Castle. Opens record. */
@NullMarked
package org.jilian.crypto;

import org.jspecify.annotations.NullMarked;
