/** What a root authority does from a terminal: keys, certificates, and the next version of the directory. */
@NullMarked
package org.jilian.cli.certs;

import org.jspecify.annotations.NullMarked;
