/** Quarkus glue that more than one service needs: the broker's connection, confirms, life cycle. */
@NullMarked
package io.tallyboard.kit;

import org.jspecify.annotations.NullMarked;
