/**
 * Signs of a password. NIST SP 800-63B-4 3.1.1.2 asks for 15 where a password is all there is, ASVS 5.0 6.2 for 8: 12 is
 * what people here remember as words of a sentence, and the estimate of guesses (api/passwords.ts) and the waiting after
 * ten failures make up for the rest.
 */
export const PASSWORD_LEAST = 12;
export const PASSWORD_MOST = 200;
