package io.lintel.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is shown after a logout, while clients are told in frames.
///
/// @param outcome what is said if nothing comes next
/// @param frames absolute http or https URLs that clients have registered
/// @param next where the browser goes then; null if it stays here
public record LoggedOut(
        Outcome outcome, List<String> frames, @Nullable Next next) {

    public LoggedOut {
        frames = List.copyOf(frames);
    }

    /// What has happened.
    public enum Outcome {
        SIGNED_OUT(Message.LOGOUT_DONE_HEADING, Message.LOGOUT_DONE_TEXT),
        /// Nobody was signed in with this browser.
        NO_SESSION(Message.LOGOUT_NOBODY_HEADING, Message.LOGOUT_NOBODY_TEXT);

        private final Message heading;
        private final Message text;

        Outcome(Message heading, Message text) {
            this.heading = heading;
            this.text = text;
        }
    }

    /// Where the browser goes by itself, or at a press where scripts are off.
    public sealed interface Next {

        /// @param href an absolute URI that a client has registered, or an upstream provider's URL
        record Link(String href) implements Next {}

        record Form(FormPost post) implements Next {}
    }

    Message heading() {
        return next == null ? outcome.heading : Message.LOGOUT_GOING_HEADING;
    }

    Message text() {
        return next == null ? outcome.text : Message.LOGOUT_GOING_TEXT;
    }

    /// For templates; empty if what comes next is something else.
    @Nullable
    String href() {
        return next instanceof Next.Link link ? link.href() : null;
    }

    @Nullable
    FormPost post() {
        return next instanceof Next.Form form ? form.post() : null;
    }
}
