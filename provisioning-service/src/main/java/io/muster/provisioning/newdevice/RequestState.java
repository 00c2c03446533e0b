package io.muster.provisioning.newdevice;

import java.util.Optional;

import io.muster.provisioning.newdevice.RegistrationRefusal.TokenMissing;

/** Where a request stands. Each legal step is a method of the state that it leaves. */
public sealed interface RequestState {

    /** In Cumulocity's words. */
    String status();

    /** Somebody has announced the device; it has not come yet. */
    record WaitingForConnection() implements RequestState {

        @Override
        public String status() {
            return "WAITING_FOR_CONNECTION";
        }

        PendingAcceptance connected(Optional<TokenMark> token) {
            return new PendingAcceptance(token, 0);
        }
    }

    /**
     * The device is at the door.
     *
     * @param token the one that it showed last
     * @param wrongTokens how many others have been tried to let it in
     */
    record PendingAcceptance(Optional<TokenMark> token, int wrongTokens) implements RequestState {

        @Override
        public String status() {
            return "PENDING_ACCEPTANCE";
        }

        /** A device that has been started anew may have made itself a new token; without one the last counts on. */
        PendingAcceptance connected(Optional<TokenMark> shown) {
            return new PendingAcceptance(shown.or(() -> token), wrongTokens);
        }

        /**
         * Somebody lets the device in: accepted if the token is the device's, blocked if it was the last wrong one.
         *
         * @param mostWrong how many wrong tokens block the request
         * @throws TokenMissing if the policy asks for a token that the device or the caller has not shown
         */
        RequestState accepted(TokenPolicy policy, Optional<TokenMark> given, int mostWrong) {
            if (policy == TokenPolicy.IGNORED || (policy == TokenPolicy.OPTIONAL && token.isEmpty())) {
                return new Accepted(Optional.empty(), 0);
            }
            if (token.isEmpty()) {
                throw new TokenMissing("The device has shown no securityToken, and this workspace requires one.");
            }
            if (given.isEmpty()) {
                throw new TokenMissing("The device has shown a securityToken: accept it with the same one.");
            }
            if (given.equals(token)) {
                return new Accepted(token, 0);
            }
            return wrongTokens + 1 >= mostWrong ? new Blocked() : new PendingAcceptance(token, wrongTokens + 1);
        }
    }

    /**
     * The device may fetch its credentials.
     *
     * @param token the one it was accepted with; empty if nobody looked at it
     * @param wrongTokens how many others have been shown to fetch the credentials
     */
    record Accepted(Optional<TokenMark> token, int wrongTokens) implements RequestState {

        @Override
        public String status() {
            return "ACCEPTED";
        }

        boolean opensFor(Optional<TokenMark> shown) {
            return token.isEmpty() || token.equals(shown);
        }

        /** Somebody else, who knows the device's id, tries to fetch its credentials. */
        RequestState wrongToken(int mostWrong) {
            return wrongTokens + 1 >= mostWrong ? new Blocked() : new Accepted(token, wrongTokens + 1);
        }
    }

    /** Too many wrong tokens: it must be removed and made anew. */
    record Blocked() implements RequestState {

        @Override
        public String status() {
            return "BLOCKED";
        }
    }
}
