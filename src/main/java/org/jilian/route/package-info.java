/** The beans that the files in {@code routes/} name, and the node as a Spring application: the only room with Camel. */
@NullMarked
package org.jilian.route;

import org.jspecify.annotations.NullMarked;
