DROP TABLE users_counter;
