/** Signs of a password (ASVS 5.0, 6.2: at least 8 characters). */
export const PASSWORD_LEAST = 8;
