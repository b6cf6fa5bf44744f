package io.lintel.connector.ldap;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the groups of an end-user are found.
///
/// @param baseDn without it nobody has groups
/// @param userMatchers how a group names its members; each is asked and all answers count
/// @param userAttr with `groupAttr` and `recursionGroupAttr` the older way to write one matcher; used only if
///     `userMatchers` is empty
/// @param memberOfAttr an attribute of the user that holds the names of the groups' entries, such as `memberOf`; its
///     values below `baseDn` count, and no group is read
/// @param nameAttr whose value is the group's name
@Introspected
public record GroupSearchConfiguration(
        @Nullable String baseDn,
        @Nullable String filter,

        @Bindable(defaultValue = "sub") @Pattern(regexp = "sub|one|")
        String scope,

        @Nullable List<@Valid UserMatcherConfiguration> userMatchers,
        @Nullable String userAttr,
        @Nullable String groupAttr,
        @Nullable String recursionGroupAttr,
        @Nullable String memberOfAttr,
        @Nullable String nameAttr) {

    public GroupSearchConfiguration {
        baseDn = Blank.toNull(baseDn);
        filter = Blank.toNull(filter);
        scope = scope.isBlank() ? "sub" : scope;
        userMatchers = userMatchers == null ? List.of() : List.copyOf(userMatchers);
        userAttr = Blank.toNull(userAttr);
        groupAttr = Blank.toNull(groupAttr);
        recursionGroupAttr = Blank.toNull(recursionGroupAttr);
        memberOfAttr = Blank.toNull(memberOfAttr);
        nameAttr = Blank.toNull(nameAttr);
    }

    @Override
    public List<UserMatcherConfiguration> userMatchers() {
        return Objects.requireNonNullElse(userMatchers, List.of());
    }
}
