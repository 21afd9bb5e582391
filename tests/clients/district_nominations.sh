#!/usr/bin/env bash
# Hệ thống của huyện gửi quyết định cử đi: ví dụ cho đơn vị phát triển. A district's own system pushes nominations.
#
# Made with buf alone: it asks the node by reflection what can be called, so nothing is generated and no contract is kept here.
#
#   at="--address 127.0.0.1:7442 --certs NODE/clients/system-office --ca NODE/keys/ca.pem"
#   district_nominations.sh $at methods                 what the node offers
#   district_nominations.sh $at health                  whether it serves
#   district_nominations.sh $at members --plan LC-2021 --level LEVEL_PRIMARY     who is in scope, in the order of priority
#   district_nominations.sh $at teacher --teacher CODE  one teacher
#   district_nominations.sh $at nominations             the newest nominations
#   district_nominations.sh $at nominate [--request-id ID] --plan LC-2021 --teacher CODE --degree DEGREE_UNIVERSITY \
#       --number 45/QĐ-UBND --date 2021-12-20 --authority 'UBND huyện Sìn Hồ' \
#       --programme 'Giáo dục tiểu học' --institution 'Trường Cao đẳng Cộng đồng Lai Châu'
#
# A nomination is shown to the college that --institution names, written as the registry writes it, and to no other.
# The request id is the caller's, a new one unless given, and told on standard error: send the same again with it when no answer came.
# The first answer comes back, nothing is recorded twice; the same id with other content is refused (REQUEST_ID_CONFLICT). A new id asks anew: what was
# refused may be taken once its cause is gone, what stands already is UNCHANGED.
#
# Answers are JSON on standard output. Exit codes: 0 done, 64 wrong call, 65 refused, 69 the node cannot be reached, 77 not allowed.
set -euo pipefail

usage() { sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 64; }

buf=buf address='' certs='' ca='' command=''
plan='' level=LEVEL_UNSPECIFIED teacher='' degree=DEGREE_UNSPECIFIED request_id=''
number='' date='' authority='' programme='' institution='' by='phan.mem.huyen' office='Phòng GD&ĐT'
while [ $# -gt 0 ]; do
  case $1 in
    --*) [ $# -ge 2 ] || usage ;;&
    --buf) buf=$2 ;;
    --address) address=$2 ;;
    --certs) certs=$2 ;;
    --ca) ca=$2 ;;
    --plan) plan=$2 ;;
    --level) level=$2 ;;
    --teacher) teacher=$2 ;;
    --degree) degree=$2 ;;
    --request-id) request_id=$2 ;;
    --number) number=$2 ;;
    --date) date=$2 ;;
    --authority) authority=$2 ;;
    --programme) programme=$2 ;;
    --institution) institution=$2 ;;
    --by) by=$2 ;;
    --office) office=$2 ;;
    --*) usage ;;
    *) [ -z "$command" ] || usage; command=$1; shift; continue ;;
  esac
  shift 2
done
[ -n "$address" ] && [ -n "$certs" ] && [ -n "$ca" ] || usage

# Mutual TLS: the node believes the certificate, and the client believes nobody but the authority.
tls=(--cert "$certs/certificate.pem" --key "$certs/key.pem" --cacert "$ca")

# JSON text of a shell word.
text() { local word=${1//\\/\\\\}; printf '"%s"' "${word//\"/\\\"}"; }

# The stable reason inside an error that buf prints: the first word of google.rpc.ErrorInfo, which buf leaves packed.
reason() {
  sed -n '/google.rpc.ErrorInfo/,/value/s/.*"value": "\([^"]*\)".*/\1/p' <<<"$1" | tr -d '\n' |
    { cat; printf '=='; } | base64 -d 2>/dev/null | grep -aoE '[A-Z][A-Z0-9_]{3,}' | head -n 1
}

# Calls one rpc. buf ends with the gRPC code times eight; what it says on the way is told, with the reason first.
call() {
  local code=0 said
  said=$(mktemp)
  "$buf" curl --protocol grpc "${tls[@]}" --data "$2" "https://$address/$1" 2>"$said" || code=$?
  if [ "$code" -ne 0 ]; then
    printf '%s\n%s\n' "$(reason "$(cat "$said")" || true)" "$(cat "$said")" >&2
  fi
  rm -f "$said"
  case $code in
    0) return 0 ;;
    [1-7]) exit 69 ;; # buf could not even ask what the node offers: address, certificate, or nobody there
    56 | 128) exit 77 ;; # PERMISSION_DENIED, UNAUTHENTICATED
    112 | 32) exit 69 ;; # UNAVAILABLE, DEADLINE_EXCEEDED
    *) exit 65 ;;
  esac
}

nominate() {
  [ -n "$request_id" ] || request_id="nominate-$(tr -d - </proc/sys/kernel/random/uuid)"
  printf -- '--request-id %s\n' "$request_id" >&2
  local decision="{\"authority\":$(text "$authority"),\"number\":$(text "$number"),\"date\":$(text "$date")}"
  local item="{\"teacher\":{\"code\":$(text "$teacher")},\"planId\":$(text "$plan"),\"targetDegree\":$(text "$degree")"
  item+=",\"programme\":$(text "$programme"),\"institution\":$(text "$institution"),\"decision\":$decision}"
  local act="{\"person\":$(text "$by"),\"office\":$(text "$office")}"
  local request="{\"requestId\":$(text "$request_id"),\"actedBy\":$act,\"items\":[$item]}"
  local answer
  answer=$(call lienthong.nomination.v1.NominationService/PushNominations "$request")
  printf '%s\n' "$answer"
  # A call that is answered may still refuse items; each says why in "problems".
  ! grep -q '"OUTCOME_CODE_REFUSED"' <<<"$answer" || exit 65
}

roster=lienthong.roster.v1.RosterService
case $command in
  methods) "$buf" curl --protocol grpc "${tls[@]}" --list-methods "https://$address" ;;
  health) call grpc.health.v1.Health/Check '{"service":"lienthong.nomination.v1.NominationService"}' ;;
  members)
    call $roster/ListScopeMembers \
      "{\"planId\":$(text "$plan"),\"level\":$(text "$level"),\"status\":\"SCOPE_STATUS_IN_SCOPE\",\"pageSize\":500}"
    ;;
  teacher) call $roster/ListTeachers "{\"codes\":[$(text "$teacher")]}" ;;
  nominations) call lienthong.nomination.v1.NominationService/ListNominations '{"pageSize":500}' ;;
  nominate) nominate ;;
  *) usage ;;
esac
