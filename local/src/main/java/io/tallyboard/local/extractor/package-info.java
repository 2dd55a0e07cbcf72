/**
 * Sample extractors in plain Java that speak the protocol of Clowder's own: beats, jobs, status
 * updates, files and metadata. They know nothing of Tallyboard.
 */
@NullMarked
package io.tallyboard.local.extractor;

import org.jspecify.annotations.NullMarked;
