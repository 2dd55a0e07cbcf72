/** What kind of file a file is. */
@NullMarked
package io.tallyboard.local.files;

import org.jspecify.annotations.NullMarked;
