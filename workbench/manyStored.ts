import type { Store } from "#review/store/index";

/**
 * Inserts events into a store with SQL alone: of users with two devices and two networks each, one second apart, a tenth of
 * them rated, oldest first as in the store.
 */
export async function storeMany(store: Store, count: number): Promise<void> {
	const users = Math.max(10, Math.floor(count / 25));
	await store.rows(
		`INSERT INTO event BY NAME
		SELECT * EXCLUDE (user_number, prefix), prefix || '.' || (user_number % 200 + 1) AS ip, prefix || '.0/24' AS network,
			hash(username) AS user_key, 0::UHUGEINT AS ip_number
		FROM (SELECT
				printf('event-%d', number) AS event_id,
				printf('user-%d', user_number) AS username,
				TIMESTAMP '2026-11-20 12:00:00' - to_seconds(number) AS time,
				'SignIn' AS type, 'Pass' AS response,
				CASE WHEN number % 10 = 0 THEN 'AccountTakeover' ELSE 'NoRisk' END AS risk_decision,
				CASE WHEN number % 10 = 0 THEN ['High', 'Medium', 'Low'][1 + (number // 10) % 3] END AS risk_level,
				printf('Chrome %d, %s', 120 + (user_number + number % 2) % 23, ['Windows 11', 'macOS 26', 'Android 16', 'iOS 26', 'Ubuntu'][1 + user_number % 5]) AS device,
				printf('City %d', user_number % 211) AS city, printf('Country %d', user_number % 37) AS country,
				printf('client-%d', user_number % 3) AS client_id, 'Password: Success' AS challenge_list,
				CASE WHEN number % 500 = 0 THEN 'Valid' END AS feedback_value,
				'log' AS source,
				printf('10.%d.%d', (user_number + number % 2) % 256, (user_number // 256) % 256) AS prefix,
				user_number
			FROM (SELECT i AS number, (i * 7919) % ${users} AS user_number FROM range(${count - 1}, -1, -1) AS r(i))
		)`,
	);
}
