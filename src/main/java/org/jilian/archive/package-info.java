/** What does this node hold about one person, and who has asked? */
@org.jspecify.annotations.NullMarked
package org.jilian.archive;
