package io.lintel.connector.github;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.support.Call;
import io.lintel.connector.support.Deadline;
import io.lintel.connector.support.Json;
import io.lintel.connector.support.PageTrail;
import io.lintel.connector.support.Reply;
import io.lintel.connector.support.UpstreamHttp;
import io.lintel.connector.support.Waiting;
import io.lintel.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// The calls of one login to the REST API, ours and those of the library. The library is given answers it can only
/// read: the next page in a form it understands, and never an error, a redirect or a header it would act on.
final class ApiCalls implements org.kohsuke.github.connector.GitHubConnector {

    private static final int MOST_PAGES = 100;
    private static final int MOST_WAITS = 3;
    private static final Json EMPTY_PAGE = new Json.Array(List.of());

    private final UpstreamHttp http;
    private final GitHubHost host;
    private final Secret token;
    private final Deadline deadline;
    private final Waiting waiting;
    private final Clock clock;
    private @Nullable URI handedOut;
    private @Nullable PageTrail trail;

    ApiCalls(UpstreamHttp http, GitHubHost host, Secret token, Deadline deadline, Waiting waiting, Clock clock) {
        this.http = http;
        this.host = host;
        this.token = token;
        this.deadline = deadline;
        this.waiting = waiting;
        this.clock = clock;
    }

    /// An answer that [ApiAnswer] lets through.
    Reply get(URI uri) {
        if (!host.isOfTheApi(uri)) {
            throw ConnectorException.invalidResponse("an answer of GitHub leads away from its API");
        }
        var call = Call.get(uri)
                .with("Accept", "application/vnd.github+json")
                .with("X-GitHub-Api-Version", "2022-11-28")
                .with("Authorization", "Bearer " + token.reveal());
        for (var waits = 0; ; waits++) {
            var reply = http.send(call, deadline);
            var wait = RateLimit.find(reply, clock);
            if (wait.isEmpty()) {
                return ApiAnswer.judged(reply);
            }
            if (waits == MOST_WAITS || !deadline.allows(wait.get())) {
                throw ConnectorException.unavailable(
                        reply + ": GitHub was asked too often and wants us back in "
                                + wait.get().toSeconds() + " s",
                        null);
            }
            waiting.pass(wait.get());
        }
    }

    /// All pages of a list.
    List<Reply> pages(URI first) {
        var pages = new ArrayList<Reply>();
        var follow = new PageTrail(first, MOST_PAGES);
        for (var next = Optional.of(first); next.isPresent(); ) {
            var page = readable(get(next.get()));
            pages.add(page);
            next = follow.next(page);
        }
        return pages;
    }

    private static Reply readable(Reply reply) {
        if (reply.status() != 200) {
            throw ConnectorException.misconfigured(reply + ": GitHub keeps this from the app; it lacks a permission");
        }
        return reply;
    }

    /// Takes nothing of the library's request but the address: method and headers are ours. Pages without elements are
    /// passed over, because the library takes one for the end of a list.
    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) {
        var uri = URI.create(request.url().toString());
        var follow = trail;
        if (follow == null || !uri.equals(handedOut)) {
            follow = new PageTrail(uri, MOST_PAGES);
        }
        var reply = checked(uri);
        var next = follow.next(reply);
        while (next.isPresent() && reply.json().equals(EMPTY_PAGE)) {
            reply = checked(next.get());
            next = follow.next(reply);
        }
        trail = follow;
        handedOut = next.orElse(null);
        return new Answer(request, reply, handedOut);
    }

    private Reply checked(URI uri) {
        var reply = get(uri);
        if (reply.status() == 404 && uri.equals(host.api("/user"))) {
            throw GitHubRefusal.of(GitHubRefusal.Kind.USER_UNKNOWN, reply + ": there is no such user");
        }
        AnswerShape.check(uri, readable(reply).json());
        return reply;
    }

    /// What the library sees.
    private static final class Answer extends GitHubConnectorResponse.ByteArrayResponse {

        private final byte[] body;

        private Answer(GitHubConnectorRequest request, Reply reply, @Nullable URI next) {
            super(
                    request,
                    reply.status(),
                    next == null ? Map.of() : Map.of("Link", List.of("<" + next + ">; rel=\"next\"")));
            this.body = reply.body();
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
