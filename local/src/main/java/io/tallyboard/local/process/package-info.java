/** What runs: the services as processes of their own, and the broker and store they share. */
@NullMarked
package io.tallyboard.local.process;

import org.jspecify.annotations.NullMarked;
