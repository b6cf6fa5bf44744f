package io.lintel.connector.github;

import io.lintel.connector.ConnectorException;
import io.lintel.connector.Profile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHMyself;
import org.kohsuke.github.GHTeam;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/// What a login asks GitHub. Every method throws [ConnectorException] and [GitHubRefusal] as [ApiAnswer] does.
final class GitHubApi {

    /// Whether somebody is in an organization.
    enum Membership {
        MEMBER,
        NO_MEMBER,
        /// The organization keeps it from everybody who has not passed its SAML provider.
        SINGLE_SIGN_ON_MISSING
    }

    private final ApiCalls calls;
    private final GitHubHost host;
    private final GitHub library;

    GitHubApi(ApiCalls calls, GitHubHost host) {
        this.calls = calls;
        this.host = host;
        this.library = reading(() -> new GitHubBuilder()
                .withEndpoint(host.api().toString())
                .withConnector(calls)
                // Only says that there is a token: the library need not know it.
                .withAuthorizationProvider(() -> "Bearer")
                .build());
    }

    Account account() {
        return reading(() -> account(library.getMyself()));
    }

    private static Account account(GHMyself user) throws IOException {
        var profile = Profile.nothing()
                .withNickname(user.getLogin())
                .withPages(text(user.getHtmlUrl()), present(user.getAvatarUrl()), website(user.getBlog()))
                .withUpdatedAt(instant(user.getUpdatedAt()));
        return new Account(
                user.getId(),
                user.getLogin(),
                present(user.getName()),
                present(user.getEmail()),
                profile,
                user.getSuspendedAt() != null);
    }

    List<EmailAddress> emails() {
        return reading(() -> library.getMyself().listEmails().toList().stream()
                .map(email -> new EmailAddress(email.getEmail(), email.isPrimary(), email.isVerified()))
                .toList());
    }

    /// In the order they were made: the library forgets GitHub's.
    List<Team> teams() {
        return reading(() -> library.getMyTeams().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(team -> new OrderedTeam(entry.getKey(), team)))
                .sorted(OrderedTeam.ORDER)
                .map(OrderedTeam::named)
                .toList());
    }

    List<String> organizations() {
        return calls.pages(host.api("/user/orgs")).stream()
                .flatMap(page -> page.json().asObjects().stream())
                .map(organization -> organization.requireText("login"))
                .toList();
    }

    Membership membership(String organization, String login) {
        var reply = calls.get(host.api("/orgs/" + segment(organization) + "/members/" + segment(login)));
        return switch (reply.status()) {
            case 204 -> Membership.MEMBER;
            case 302, 404 -> Membership.NO_MEMBER;
            case 403 -> Membership.SINGLE_SIGN_ON_MISSING;
            default -> throw ConnectorException.invalidResponse(reply + " is no answer about a membership");
        };
    }

    private static String segment(String name) {
        if (name.equals(".") || name.equals("..")) {
            throw ConnectorException.invalidResponse("a name in an answer is no name");
        }
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// What the library makes of a strange answer is an exception of any kind.
    private static <T> T reading(Callable<T> read) {
        try {
            return read.call();
        } catch (ConnectorException | GitHubRefusal judged) {
            throw judged;
        } catch (Exception strange) {
            throw ConnectorException.invalidResponse("an answer of GitHub cannot be read", strange);
        }
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String text(@Nullable URL page) {
        return page == null ? null : page.toString();
    }

    private static @Nullable Instant instant(@Nullable Date time) {
        return time == null ? null : time.toInstant();
    }

    /// People write anything there; only an address of a page goes on.
    private static @Nullable String website(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        try {
            var uri = new URI(written.strip());
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null
                    ? uri.toString()
                    : null;
        } catch (URISyntaxException anything) {
            return null;
        }
    }

    /// A team of the library, and where it belongs in a list.
    private record OrderedTeam(String organization, GHTeam team) {

        private static final Comparator<OrderedTeam> ORDER = Comparator.<OrderedTeam>comparingLong(
                        each -> each.team.getId())
                .thenComparing(OrderedTeam::organization)
                .thenComparing(each -> each.team.getName());

        private Team named() {
            return new Team(organization, team.getName(), present(team.getSlug()));
        }
    }
}
