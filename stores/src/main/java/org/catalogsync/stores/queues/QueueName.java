package org.catalogsync.stores.queues;

/** A queue's name, and what follows from it: SQS knows a FIFO queue by its name alone. */
public record QueueName(String text) {
    private static final String FIFO = ".fifo";
    private static final String DEAD_LETTERS = "-dlq";

    /** Whether messages keep their order within a group. */
    public boolean fifo() {
        return text.endsWith(FIFO);
    }

    /** Of the queue's dead letters. Those of a FIFO queue are one too: SQS moves messages to no other kind. */
    public QueueName deadLetters() {
        return fifo()
                ? new QueueName(text.substring(0, text.length() - FIFO.length()) + DEAD_LETTERS + FIFO)
                : new QueueName(text + DEAD_LETTERS);
    }

    @Override
    public String toString() {
        return text;
    }
}
