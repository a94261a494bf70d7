/** What a node tells and takes over HTTP: the interface for platforms, and who may use it. */
@NullMarked
package org.jilian.console;

import org.jspecify.annotations.NullMarked;
