/** What passes between the services: names, shapes and states. No behaviour beyond what a record means. */
@NullMarked
package io.tallyboard.contract;

import org.jspecify.annotations.NullMarked;
