/** heartbeat-monitor: who is alive. The one writer of {@code extractors} and {@code extractor_instances}. */
@NullMarked
package io.tallyboard.monitor;

import org.jspecify.annotations.NullMarked;
