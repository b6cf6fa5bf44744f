package io.lintel.connector.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The JSON that GitHub would answer, with every member its description requires.
final class FakeAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHEN = "2021-03-04T05:06:07Z";

    private final String api;
    private final String web;

    FakeAnswers(String web, String api) {
        this.web = web;
        this.api = api;
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException failed) {
            throw new AssertionError(failed);
        }
    }

    static Map<String, Object> object(@Nullable Object... namesAndValues) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        @SuppressWarnings("unchecked") // null is a value of JSON
        var object = (Map<String, Object>) (Map<String, ?>) members;
        return object;
    }

    /// The same with another value of one member, written as JSON.
    static Map<String, Object> spoilt(Map<String, Object> object, String member, String value) {
        try {
            var other = new LinkedHashMap<>(object);
            other.put(member, JSON.readTree(value));
            return other;
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    static List<Map<String, Object>> spoilt(List<Map<String, Object>> objects, String member, String value) {
        return List.of(spoilt(objects.getFirst(), member, value));
    }

    Map<String, Object> user(Person person, boolean suspended) {
        var self = api + "/users/" + person.login();
        var user = object(
                "login",
                person.login(),
                "id",
                person.id(),
                "node_id",
                "U_" + person.id(),
                "avatar_url",
                web + "/avatars/" + person.id(),
                "gravatar_id",
                "",
                "url",
                self,
                "html_url",
                web + "/" + person.login(),
                "type",
                "User",
                "user_view_type",
                "private",
                "site_admin",
                false,
                "name",
                person.name(),
                "company",
                null,
                "blog",
                "https://" + person.login() + ".example",
                "location",
                null,
                "email",
                person.email(),
                "hireable",
                null,
                "bio",
                null,
                "two_factor_authentication",
                true,
                "created_at",
                WHEN,
                "updated_at",
                WHEN,
                "suspended_at",
                suspended ? WHEN : null);
        for (var link : List.of(
                "events",
                "followers",
                "following",
                "gists",
                "organizations",
                "received_events",
                "repos",
                "starred",
                "subscriptions")) {
            user.put(link + "_url", self + "/" + link);
        }
        for (var count : List.of(
                "followers",
                "following",
                "public_gists",
                "public_repos",
                "private_gists",
                "total_private_repos",
                "owned_private_repos",
                "collaborators",
                "disk_usage")) {
            user.put(count, 3);
        }
        return user;
    }

    List<Map<String, Object>> emails(Person person) {
        return person.addresses().stream()
                .map(address -> object(
                        "email", address.email(),
                        "primary", address.primary(),
                        "verified", address.verified(),
                        "visibility", address.primary() ? "private" : null))
                .toList();
    }

    List<Map<String, Object>> organizations(Person person) {
        return person.organizations().stream().map(this::organization).toList();
    }

    private Map<String, Object> organization(String login) {
        var self = api + "/orgs/" + login;
        var organization = object(
                "login",
                login,
                "id",
                number(login),
                "node_id",
                "O_" + number(login),
                "url",
                self,
                "avatar_url",
                web + "/avatars/" + login,
                "description",
                null);
        for (var link : List.of("repos", "events", "hooks", "issues", "members", "public_members")) {
            organization.put(link + "_url", self + "/" + link);
        }
        return organization;
    }

    /// Teams are numbered in the order of the seats.
    List<Map<String, Object>> teams(Person person) {
        var seats = person.seats().stream().filter(seat -> seat.name() != null).toList();
        return IntStream.range(0, seats.size())
                .mapToObj(i -> team(i + 1, seats.get(i)))
                .toList();
    }

    private Map<String, Object> team(int id, Person.Seat seat) {
        var self = api + "/teams/" + id;
        var organization = organization(seat.organization());
        organization.putAll(object(
                "html_url",
                web + "/" + seat.organization(),
                "has_organization_projects",
                true,
                "has_repository_projects",
                true,
                "public_repos",
                1,
                "public_gists",
                0,
                "followers",
                0,
                "following",
                0,
                "type",
                "Organization",
                "created_at",
                WHEN,
                "updated_at",
                WHEN,
                "archived_at",
                null));
        return object(
                "id",
                id,
                "node_id",
                "T_" + id,
                "url",
                self,
                "html_url",
                web + "/orgs/" + seat.organization() + "/teams/" + seat.slug(),
                "name",
                seat.name(),
                "slug",
                seat.slug(),
                "description",
                null,
                "permission",
                "pull",
                "members_url",
                self + "/members{/member}",
                "repositories_url",
                self + "/repos",
                "type",
                "organization",
                "members_count",
                3,
                "repos_count",
                10,
                "created_at",
                WHEN,
                "updated_at",
                WHEN,
                "organization",
                organization);
    }

    static Map<String, Object> error(String message) {
        return object("message", message, "documentation_url", "https://docs.github.com/rest");
    }

    private static long number(String name) {
        return Arrays.hashCode(name.toCharArray()) & 0x7fffffffL;
    }
}
