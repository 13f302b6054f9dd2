package org.catalogsync.chat.answer;

/** Where the frames of one answer go. Called by one thread at a time. */
public interface Sink {

    void send(Frame frame);

    /** Whether nobody reads any more; then what is still under way is ended, the model's stream above all. */
    boolean gone();

    /** Calls once nobody reads any more, at once where that is so already. */
    void onGone(Runnable action);
}
