/** Settings, meters, and what is made once. */
@NullMarked
package io.tallyboard.monitor.config;

import org.jspecify.annotations.NullMarked;
