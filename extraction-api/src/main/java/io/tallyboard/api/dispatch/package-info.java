/** Takes submissions in and sees that each is sent. */
@NullMarked
package io.tallyboard.api.dispatch;

import org.jspecify.annotations.NullMarked;
