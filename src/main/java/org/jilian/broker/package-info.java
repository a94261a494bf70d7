/** The embedded Artemis and the links to it: addresses, TLS, and who may use which queue. */
@NullMarked
package org.jilian.broker;

import org.jspecify.annotations.NullMarked;
