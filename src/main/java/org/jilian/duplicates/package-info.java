/** Which records are of one person or one institution, and who has said so? */
@org.jspecify.annotations.NullMarked
package org.jilian.duplicates;
