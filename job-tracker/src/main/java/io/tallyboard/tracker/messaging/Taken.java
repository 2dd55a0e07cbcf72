package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.AMQP;
import io.tallyboard.tracker.domain.Delivery;

/**
 * A message as it was taken.
 *
 * @param properties as they came
 * @param body whole, as it came
 */
@SuppressWarnings("ArrayRecordComponent") // as for deliveries
record Taken(Delivery delivery, AMQP.BasicProperties properties, byte[] body) {}
