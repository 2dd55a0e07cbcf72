/** heartbeat-monitor: who is alive. The one writer of {@code extractors}, {@code extractor_instances}
 * and {@code watches}. */
@NullMarked
package io.tallyboard.monitor;

import org.jspecify.annotations.NullMarked;
