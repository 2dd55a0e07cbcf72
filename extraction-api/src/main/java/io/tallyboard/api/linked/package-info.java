/** Files that stay with their own host: noted, and fetched when somebody reads them. */
@NullMarked
package io.tallyboard.api.linked;

import org.jspecify.annotations.NullMarked;
