/** Beats in; probes, hints and rejections out. */
@NullMarked
package io.tallyboard.monitor.messaging;

import org.jspecify.annotations.NullMarked;
